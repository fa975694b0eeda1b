import { CopyButton } from '../common/copy-button.tsx';
import { useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';

export function HsaId({ hsaId }: { readonly hsaId: string }) {
  const text = useTexts(texts);
  return (
    <span className="hsa-id">
      {hsaId} <CopyButton value={hsaId} what={text.unit.hsaId} />
    </span>
  );
}
