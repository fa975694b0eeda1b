import type { LogConfig } from '../../src/audit/index.ts';

/** What the access log asks of a configuration, for a data folder; its key is made there. */
export function logConfig(dataDir: string, audit: Partial<LogConfig['audit']> = {}): LogConfig {
  const retention = { logYears: 10, consentYears: 10, relationYears: 5, blockYears: 10 };
  return {
    bridge: { hsaId: 'SE2321000230-DEMOBRIDGE', name: 'Test', kind: 'demo' },
    dataDir,
    logKeyFile: undefined,
    audit: {
      emergencyReviewDays: 14,
      formerKeys: [],
      synchronousStandby: false,
      witnesses: [],
      witnessed: [],
      witnessSeconds: 60,
      retention,
      ...audit,
    },
  };
}
