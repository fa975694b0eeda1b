/** So many of something, as it is said of one and of others: `1 meddelande`, `3 meddelanden`. */
export function counted(count: number | string | undefined, one: string, others: string): string {
  return `${count} ${Number(count) === 1 ? one : others}`;
}
