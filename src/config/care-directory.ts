import Type from 'typebox';
import { strict } from './common.ts';

export const CareDirectorySection = Type.Object(
  {
    /**
     * Whether anyone may see the care directory in the portal without signing in: units that are marked for the internet
     * (`hsaDestinationIndicator` 03), with what is public of them, and no people.
     */
    public: Type.Boolean({ default: false }),
  },
  { ...strict, default: {} },
);
