import Type from 'typebox';
import { strict } from './common.ts';

export const NewsSection = Type.Object(
  {
    /** Whether anyone may read, without signing in, what is told to everyone: as feeds at `/news.atom` and `/news.json`. */
    public: Type.Boolean({ default: false }),
  },
  { ...strict, default: {} },
);
