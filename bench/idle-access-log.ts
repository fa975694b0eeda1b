import { type AccessLog, createAccessLog as createRealLog } from '../src/audit/access-log.ts';

export { readAccessLog } from '../src/audit/access-log.ts';

/** The access log with its readings and heads, except that nothing is written to it: for comparison, and for that alone. */
export async function createAccessLog(options: Parameters<typeof createRealLog>[0]): Promise<AccessLog> {
  return { ...(await createRealLog(options)), append: async () => undefined };
}
