import { homeAgain, inLulea } from './saga-lulea.ts';
import { inSundsvall } from './saga-sundsvall.ts';
import type { Script } from './script.ts';

/** A pregnancy that begins in Luleå, moves to Sundsvall in week 31 and ends well. */
export const saga: Script = { scenes: () => [...inLulea, ...inSundsvall, ...homeAgain] };
