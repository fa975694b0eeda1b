import { Fieldset, Radio } from '@digdir/designsystemet-react';
import { useId } from 'react';
import type { NewsKind } from '../../../news/item.ts';
import { useTexts } from '../../texts/language.tsx';
import { texts } from '../texts.ts';

interface KindFieldProps {
  readonly kinds: readonly NewsKind[];
  readonly kind: NewsKind;
  readonly choose: (kind: NewsKind) => void;
}

export function KindField({ kinds, kind, choose }: KindFieldProps) {
  const text = useTexts(texts);
  const name = useId();
  return (
    <Fieldset>
      <Fieldset.Legend>{text.write.kind}</Fieldset.Legend>
      {kinds.map((each) => (
        <Radio
          key={each}
          name={name}
          value={each}
          label={text.kinds[each]}
          description={text.write.kindText[each]}
          checked={kind === each}
          onChange={() => choose(each)}
        />
      ))}
    </Fieldset>
  );
}
