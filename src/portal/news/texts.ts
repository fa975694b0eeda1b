const sv = {
  name: 'Nyheter',
};

export const texts: { readonly sv: typeof sv; readonly en: typeof sv } = {
  sv,
  en: {
    name: 'News',
  },
};
