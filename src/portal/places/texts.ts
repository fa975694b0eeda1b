const sv = {
  hidden: 'Plats dold',
};

export const texts: { readonly sv: typeof sv; readonly en: typeof sv } = {
  sv,
  en: {
    hidden: 'Place hidden',
  },
};
