import './print.css';
import { useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';

/** All that is printed of a page about a patient without a permit. */
export function PrintOff() {
  return <p className="print-off">{useTexts(texts).off}</p>;
}
