import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['tests/support/in-memory.ts', 'tests/support/built-portal.ts'],
    include: ['tests/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // See docs/decisions/what-timed-out-is-tried-once-more.md.
    retry: process.env.CI === 'true' ? { count: 1, condition: /timed out|timeout \d+ ?ms exceeded/i } : 0,
    // A busy machine is slow, not wrong: what never comes is red all the same.
    expect: { poll: { timeout: 10_000 } },
    // Files share what they import: otherwise every third second goes to importing it again.
    isolate: false,
    // Two cores: more workers than that only make the servers of each test wait for each other.
    maxWorkers: 2,
    env: { TZ: 'Europe/Stockholm' },
  },
});
