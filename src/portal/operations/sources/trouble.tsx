import { useTexts } from '../../texts/language.tsx';
import { troubleTexts } from './trouble-texts.ts';

/** Why a process is not ready: what of it does not work, in words for people, and after them its own. */
export function Trouble({ said }: { readonly said: string }) {
  const text = useTexts(troubleTexts);
  const [, part = '', detail = ''] = /^([a-z-]+): (.*)$/s.exec(said) ?? [];
  // A process of another version may have parts that are not known here.
  if (!Object.hasOwn(text, part)) return <span lang="en">{said}</span>;
  return (
    <>
      {text[part as keyof typeof text]} <span lang="en">{detail}</span>
    </>
  );
}
