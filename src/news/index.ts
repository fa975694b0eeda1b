/**
 * News, operating information and planned maintenance: who writes what, who is told when, and when record systems were
 * worked on as announced. Knows nothing of HTTP.
 */
export { createMaintenance, type Maintenance } from './maintenance.ts';
