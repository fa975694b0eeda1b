/** Many numbers that lie close together, one bit for each in the pages where there are any. */
export interface IdSet {
  add(id: number): void;
  has(id: number): boolean;
}

const pageBits = 65_536;

export function createIdSet(): IdSet {
  const pages = new Map<number, Uint8Array>();
  return {
    add(id) {
      const at = id % pageBits;
      const number = (id - at) / pageBits;
      let page = pages.get(number);
      if (!page) {
        page = new Uint8Array(pageBits / 8);
        pages.set(number, page);
      }
      page[at >> 3] = (page[at >> 3] ?? 0) | (1 << (at & 7));
    },
    has(id) {
      const at = id % pageBits;
      const page = pages.get((id - at) / pageBits);
      return page !== undefined && ((page[at >> 3] ?? 0) & (1 << (at & 7))) !== 0;
    },
  };
}
