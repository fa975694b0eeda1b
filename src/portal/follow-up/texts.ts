const sv = {
  name: 'Uppföljning',
};

export const texts: { readonly sv: typeof sv; readonly en: typeof sv } = {
  sv,
  en: {
    name: 'Follow-up',
  },
};
