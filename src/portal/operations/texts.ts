const sv = {
  name: 'Drift',
  pages: {
    sources: 'Källor nu',
    alerts: 'Larm',
  },
};

/** The pages of the area: the name of each in its navigation. */
export const texts: { readonly sv: typeof sv; readonly en: typeof sv } = {
  sv,
  en: {
    name: 'Operations',
    pages: {
      sources: 'Sources now',
      alerts: 'Alerts',
    },
  },
};
