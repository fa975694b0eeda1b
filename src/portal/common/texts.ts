const sv = {
  none: 'Inget att visa',
  copy: 'Kopiera',
  copied: 'Kopierat',
  notCopied: 'Det gick inte att kopiera',
  of: (done: number, all: number) => `${done} av ${all}`,
};

export const texts: { readonly sv: typeof sv; readonly en: typeof sv } = {
  sv,
  en: {
    none: 'Nothing to show',
    copy: 'Copy',
    copied: 'Copied',
    notCopied: 'It could not be copied',
    of: (done, all) => `${done} of ${all}`,
  },
};
