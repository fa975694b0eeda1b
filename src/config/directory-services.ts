import Type from 'typebox';
import { strict } from './common.ts';

/** The care directory's contracts, as the bridge answers them from the directory that it reads itself. */
export const DirectoryServicesSection = Type.Object(
  {
    /** Logical addresses at which they are answered, beside the bridge's own; such as the national catalogue's. */
    alsoKnownAs: Type.Array(Type.String({ minLength: 1 }), { default: [] }),
  },
  { ...strict, default: {} },
);
