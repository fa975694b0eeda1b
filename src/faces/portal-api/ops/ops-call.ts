import type { Access } from '../route.ts';

/** Who may call what stands below `/api/ops`. */
export const engineers: Access = ['integration-engineer'];
