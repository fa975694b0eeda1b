import { registerDocs } from '../faces/docs/face.ts';
import { listen } from '../faces/listen.ts';
import { registerLogFace, registerWitnessFace } from '../faces/log/face.ts';
import { createEntrance } from './entrance.ts';
import { registerForPeople } from './for-people.ts';
import { registerForSystems } from './for-systems.ts';
import type { ServingGround } from './ground.ts';
import { createOverviews } from './overviews.ts';
import type { Rooms } from './rooms.ts';

/** Opens both doors, with all that is behind them, and gives their ports. */
export async function openDoors(ground: ServingGround, rooms: Rooms): Promise<{ service: number; portal: number }> {
  const { config, drain, releases } = ground;
  const entrance = await createEntrance(ground, rooms);
  const { door } = entrance;
  const overviews = createOverviews(ground, rooms);
  await registerForSystems(ground, rooms, overviews, entrance);
  const { portalDoor, routes } = await registerForPeople(ground, rooms, overviews, entrance);
  registerLogFace(door, rooms.witnessing.own, rooms.witnessing.cosigned);
  registerWitnessFace(door, rooms.witnessing.state);
  registerDocs(door, config, routes);
  for (const each of [door, portalDoor]) drain.empties(each);
  releases.push(drain.close);
  const { host, port, portalPort } = config.listen;
  return {
    portal: await listen(portalDoor, host, portalPort),
    service: await listen(door, host, port),
  };
}
