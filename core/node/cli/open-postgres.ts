/** What is loaded only where a store is in a database. */
export { migrateDatabase } from '../store-postgres/migrations';
export { createPostgresStore } from '../store-postgres/store-postgres';
