const sv = {
  name: 'Vårdkatalog',
};

export const texts: { readonly sv: typeof sv; readonly en: typeof sv } = {
  sv,
  en: {
    name: 'Care directory',
  },
};
