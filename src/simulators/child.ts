import { type Councils, startCouncils } from './councils.ts';
import type { FromCouncils, ToCouncils } from './messages.ts';

/** The process that `spawnCouncils` starts. */
let councils: Councils | undefined;

function tell(message: FromCouncils): void {
  process.send?.(message);
}

async function obey(message: ToCouncils): Promise<void> {
  if (message.type === 'start') {
    councils = await startCouncils(message.options);
    tell({ type: 'started', urls: councils.urls });
  } else {
    await councils?.setFault(message.source, message.fault);
    tell({ type: 'fault-set', id: message.id });
  }
}

// Ctrl-C reaches the whole process group. The parent may still want answers while it drains: it decides when to stop.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => councils?.close());
process.on('message', (message: ToCouncils) => {
  obey(message).catch((error: unknown) => {
    tell({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
    process.disconnect();
  });
});
