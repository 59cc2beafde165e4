/** The door to Google for Node; load it where Google is needed, and not before: its client is large. The port's types are in google.ts. */
export { createGoogle, type GoogleOptions } from './create-google';
export { findCredentials, type CredentialFailure, type CredentialResult } from './credentials';
export { login, logout, type LoggedIn, type LoggedOut, type LoginFailure, type LoginOptions, type LoginResult } from './login';
export { createQuota, type Quota } from './quota';
export { nodeSurroundings, type Surroundings, type Waiting } from './surroundings';
export type { Reach } from './account';
export type { GoogleCredentials } from './key-file';
export type * from './google';
