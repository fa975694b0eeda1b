import { Select } from '@digdir/designsystemet-react';
import { useEffect, useState } from 'react';
import { useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';

const schemes = ['auto', 'light', 'dark'] as const;
type Scheme = (typeof schemes)[number];
const kept = 'norrbryggan.scheme';

/** Light, dark, or what the machine is set to. */
export function SchemeSwitch() {
  const text = useTexts(texts);
  const [scheme, setScheme] = useState<Scheme>(
    () => schemes.find((each) => each === localStorage.getItem(kept)) ?? 'auto',
  );
  useEffect(() => {
    document.documentElement.dataset.colorScheme = scheme;
  }, [scheme]);
  return (
    <Select
      aria-label={text.scheme}
      data-size="sm"
      width="auto"
      value={scheme}
      onChange={({ target }) => {
        const chosen = schemes.find((each) => each === target.value) ?? 'auto';
        localStorage.setItem(kept, chosen);
        setScheme(chosen);
      }}
    >
      {schemes.map((each) => (
        <Select.Option key={each} value={each}>
          {text.schemes[each]}
        </Select.Option>
      ))}
    </Select>
  );
}
