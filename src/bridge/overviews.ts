import { createGatekeeper } from '../access/index.ts';
import {
  createAccessLogging,
  createOverview,
  createPass,
  createPersonLookup,
  createWhoHolds,
} from '../overview/index.ts';
import {
  createAddressTree,
  createHeirs,
  createPermissions,
  createRouting,
  permissionsOfPeople,
} from '../routing/index.ts';
import type { ServingGround } from './ground.ts';
import type { Rooms } from './rooms.ts';

export type Overviews = ReturnType<typeof createOverviews>;

/** All that asks record systems, for systems that call and for people who are signed in. */
export function createOverviews({ config, events, bus, engagements }: ServingGround, rooms: Rooms) {
  const { directory, persons, access, accessLog, table } = rooms;
  const tree = config.routing.hsaTree ? { tree: createAddressTree(directory, events) } : {};
  const ground = { table: table.current, ...tree, heirOf: createHeirs(config) };
  const permissions = createPermissions(config.callers, ground);
  const parts = {
    ...{ config, permissions, persons, directory, events },
    routing: createRouting(config, ground),
    sources: bus,
    engagements: engagements.lookup,
    gatekeeper: createGatekeeper({ config, directory, ...access }),
    log: createAccessLogging(config, permissions, accessLog),
  };
  const ofPeople = { ...parts, permissions: permissionsOfPeople };
  return {
    permissions,
    routing: parts.routing,
    overview: createOverview(parts),
    pass: createPass(parts),
    personLookup: createPersonLookup(parts),
    overviewOfPeople: createOverview(ofPeople),
    whoHolds: createWhoHolds(ofPeople),
  };
}
