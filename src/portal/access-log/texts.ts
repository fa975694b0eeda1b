const sv = {
  name: 'Åtkomstlogg',
};

export const texts: { readonly sv: typeof sv; readonly en: typeof sv } = {
  sv,
  en: {
    name: 'Access log',
  },
};
