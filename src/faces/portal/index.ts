/** The portal's pages: what `npm run build` made of `src/portal`, and the door people open. */
export { registerPages } from './pages.ts';
export { createPortalDoor } from './portal-door.ts';
