/** What has come, with its place among those waited for. Throws as soon as one of them does. */
export async function* inOrderOfArrival<T>(
  awaited: readonly Promise<T>[],
): AsyncGenerator<{ readonly index: number; readonly value: T }> {
  const waiting = new Map(awaited.map((one, index) => [index, one.then((value) => ({ index, value }))]));
  while (waiting.size > 0) {
    const arrived = await Promise.race(waiting.values());
    waiting.delete(arrived.index);
    yield arrived;
  }
}
