import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AccessLog, createAccessLog, createLogTools, type LogTools, type Officer } from '../../src/audit/index.ts';
import { createEvents } from '../../src/events.ts';
import { createDirectory } from '../../src/hsa/index.ts';
import { createFileRegister } from '../../src/persons/index.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { demoConfig } from '../support/config.ts';
import { temporaryDataDir } from '../support/data-dir.ts';
import { startPostgres } from '../support/postgres.ts';
import { sampleEntry } from './sample-entry.ts';
import { by } from './stored-entries.ts';

const [north, west, merged] = ['SE2321000230-DEMOVG', 'SE2321000222-DEMOVG', 'SE2321000999-DEMOVG'] as const;
const postgres = await startPostgres();
afterAll(() => postgres?.stop());

/** Under an assignment as it stands before the day, and after it. */
const officer = (controller: string, takenOver?: readonly string[]): Officer => ({
  ...{ correlationId: 'o', face: 'portal', caller: undefined, certificate: undefined },
  ...{ actor: by('SE2321000230-DEMOSAKERHET'), controller, takenOver },
});
const after = officer(merged, [north, west]);

describe.each(postgres ? ['embedded', 'postgres'] : ['embedded'])(
  'the log of merged care providers over %s',
  { timeout: 60_000 },
  (engine) => {
    let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
    let store: Store;
    let log: AccessLog;
    let tools: LogTools;

    beforeAll(async () => {
      dataDir = await temporaryDataDir();
      const databaseUrl = engine === 'postgres' ? await postgres?.newDatabase() : undefined;
      const config = { ...demoConfig(undefined, { DATA_DIR: dataDir.path }), databaseUrl };
      store = await openStore(config);
      log = await createAccessLog({ store, config });
      const directory = await createDirectory(config.directory, createEvents());
      tools = createLogTools({
        ...{ config, store, log, directory, persons: createFileRegister('file:config/persons/demo.yaml') },
      });
      await log.append(
        [north, west, merged, 'SE5555555555-DEMOVG'].map((careProvider) =>
          sampleEntry({
            correlationId: careProvider,
            reader: { careProvider, careUnit: `${careProvider}-U` },
            units: [],
          }),
        ),
      );
    }, 60_000);
    afterAll(async () => {
      await log.close();
      await store.close();
      await dataDir.remove();
    });

    const seen = async (who: Officer) => {
      const { entries } = await tools.search({ officer: who, filter: { kind: 'access' }, page: { limit: 10 } });
      return entries.map(({ correlationId }) => correlationId).toSorted();
    };

    it('is looked after by each one’s officers before the day, by the new one’s after it', async () => {
      expect(await seen(officer(north))).toEqual([north]);
      expect(await seen(after)).toEqual([west, north, merged].toSorted());
      const { entries } = await tools.search({ officer: after, filter: { kind: 'access' }, page: { limit: 10 } });
      // What was true then stays.
      expect(entries.map(({ reader }) => reader?.careProvider)).toContain(north);
    });

    it('has the samples and figures of those that were taken over', async () => {
      const size = 1;
      const { id } = await tools.drawReview({ officer: officer(north), size, from: undefined, to: undefined });
      expect((await tools.listReviews({ officer: after })).map((review) => review.id)).toEqual([id]);
      expect(await tools.listReviews({ officer: officer(west) })).toEqual([]);
    });
  },
);
