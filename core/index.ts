/** The only door to core for the parts that run in a host: the add-in and the Google part. */
export * from './formula';
export * from './plan';
export * from './merge';
export * from './sheet';
export * from './sync';
