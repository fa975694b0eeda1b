import { runUntilStopped } from '../../../src/commands/serve.ts';

/** Runs until stopped; with an argument, meets an error that nobody catches, whose message is that argument. */
const alive = setInterval(() => undefined, 1_000);
const running = runUntilStopped({
  reload: async () => console.log('reloaded'),
  close: async () => {
    clearInterval(alive);
    console.log('closed');
  },
});
const [message] = process.argv.slice(2);
if (message) void Promise.reject(new TypeError(message));
console.log('running');
process.exitCode = await running;
