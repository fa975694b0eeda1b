import { addBusKey, busKeyFile } from '../bus/key.ts';
import type { Config } from '../config.ts';
import type { EngagementHandlers } from '../engagements/index.ts';
import { BridgeError } from '../errors.ts';
import type { QualityHandlers } from '../quality/index.ts';
import { type AdminClient, connectAdmin } from '../store/index.ts';
import { operationsCommands } from './bus-calls.ts';
import { indexCommands } from './bus-index.ts';
import { busKeys } from './bus-keys.ts';
import { messageCommands } from './bus-messages.ts';
import { demandNoWords, parseBus } from './bus-options.ts';
import { quality } from './bus-quality.ts';
import { status } from './bus-status.ts';
import { withOperations } from './open-operations.ts';

const help = `The bus: queries on their way to record systems, and durable messages on their way to whom they are for.

  npm run bus -- status                     what moves, what is stuck, since when, why, for whom, and what to do then
  npm run bus -- list [which]               durable messages, oldest first
  npm run bus -- dead [which]               those that were set aside for people to judge
  npm run bus -- show ID                    one message: why it is where it is, and its content with values masked
  npm run bus -- replay ID… | which [--dry-run]
                                            send dead ones again, with their attempts from nought
  npm run bus -- discard ID… | which --reason TEXT [--dry-run]
                                            give dead or waiting ones up; their content is destroyed
  npm run bus -- pause DESTINATION --reason TEXT
  npm run bus -- resume DESTINATION
  npm run bus -- jobs | job ID              replaying and discarding, under way and before
  npm run bus -- trace CORRELATION-ID       one call: its steps in all processes, access log, deliveries, why refused
  npm run bus -- processes                  who runs, what each has in hand, who has fallen silent
  npm run bus -- sources                    record systems: answered, failed, how fast, breaker, last failure
  npm run bus -- try SOURCE                 the way to one: handshake, ping, in demo and test a call with a test patient
  npm run bus -- lists                      how sources' lists agreed with the engagement index, and what was changed
  npm run bus -- reconcile SOURCE           compare the list of one with the index now
  npm run bus -- new-key                    a new key to seal with, put first in BUS_KEY_FILE; the running bridge takes it
  npm run bus -- keys                       what each line of BUS_KEY_FILE has sealed, and which may be removed
  npm run bus -- quality [HSA-ID] [--days N]
                                            records that sources gave and nobody was shown, and why

Which messages; every condition given must hold:
  --destination NAME    --kind notification|index-update|referral|log-copy
  --state waiting|sending|delivered|dead|discarded
  --because REASON      why it was not taken last time, e.g. VALIDATION_ERROR
  --correlation ID      of the call that it came with
  --from TIME --to TIME when it was accepted, Swedish time unless a zone is given
  --limit N --after N   how many are listed, and after which

  --dry-run             how many it would be and of which groups, and nothing is done
  --as HSA-ID           who you are; else the name of the account stands on the access log
  --json                for programs

What is done here is on the access log before it is done. Nothing here shows what is in a message: that takes two
engineers, in the portal, since an account on a server is nobody.
`;

/** `npm run bus -- …`. Gives the exit code. Throws COMMAND_INVALID and what the bridge throws. */
export async function bus(args: string[], config: Config, out: NodeJS.WritableStream): Promise<number> {
  const { values, positionals } = parseBus(args);
  const [command = '', ...words] = positionals;
  if (values.help || command === '') {
    out.write(help);
    return values.help ? 0 : 2;
  }
  if (command === 'unmask' || command === 'capture')
    throw new BridgeError('COMMAND_INVALID', 'It takes two engineers who are signed in: ask in the portal.');
  if (command === 'new-key') {
    demandNoWords(command, words);
    const file = busKeyFile(config);
    await addBusKey(file);
    out.write(
      `The first key of ${file} is new. It seals in ten seconds, in every process that has this file by then.\n`,
    );
    return 0;
  }
  if (command === 'keys') {
    demandNoWords(command, words);
    return busKeys(config, values, out);
  }
  const ofMessages = Object.hasOwn(messageCommands, command) ? messageCommands[command] : undefined;
  const ofCalls = Object.hasOwn(operationsCommands, command) ? operationsCommands[command] : undefined;
  const ofIndex = Object.hasOwn(indexCommands, command) ? indexCommands[command] : undefined;
  if (!ofMessages && !ofCalls && !ofIndex && command !== 'status' && command !== 'quality')
    throw new BridgeError('COMMAND_INVALID', `bus ${command} is not known; bus --help tells what is.`);
  if (ofIndex) return withRunningBridge(config, (client) => ofIndex({ client, words, values, out }));
  if (command === 'quality') return withRunningBridge(config, (client) => quality(client, words, values, out));
  if (command === 'status') demandNoWords(command, words);
  return withOperations(config, async (tools) => {
    if (ofMessages) return ofMessages({ words, values, tools: tools.messages, out });
    if (ofCalls) return ofCalls({ words, values, tools, out });
    return status({ tools, values, out });
  });
}

async function withRunningBridge<T>(
  { dataDir }: Config,
  use: (client: AdminClient<QualityHandlers & EngagementHandlers>) => Promise<T>,
): Promise<T> {
  const client = await connectAdmin<QualityHandlers & EngagementHandlers>(dataDir);
  if (!client) throw new BridgeError('BRIDGE_NOT_RUNNING', `${dataDir}.`);
  return use(client).finally(() => client.close());
}
