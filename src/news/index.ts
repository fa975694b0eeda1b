/**
 * News, operating information and planned maintenance: who writes what, who is told when, and when record systems were
 * worked on as announced. Knows nothing of HTTP.
 */
export {
  type Announcement,
  audiences,
  type NewsItem,
  newsKinds,
  regions,
  sourcesOf,
  type Wording,
} from './item.ts';
export { createMaintenance } from './maintenance.ts';
export { createNews, type News, type Writer } from './news.ts';
export { type Paragraph, paragraphsOf } from './paragraphs.ts';
export { regionOf } from './regions.ts';
