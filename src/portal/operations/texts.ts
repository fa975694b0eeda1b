const sv = {
  name: 'Drift',
};

export const texts: { readonly sv: typeof sv; readonly en: typeof sv } = {
  sv,
  en: {
    name: 'Operations',
  },
};
