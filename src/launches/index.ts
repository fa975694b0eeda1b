/**
 * Launches: a record system opens the portal for one of its users, about one patient. It signs nobody in and opens nobody;
 * what it says waits in the browser until that person has signed in. Knows no HTTP.
 */
export { LaunchRefused } from './assertion.ts';
export { createLaunches, type Launches } from './launches.ts';
