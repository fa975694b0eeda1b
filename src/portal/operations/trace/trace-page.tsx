import { Button, Heading, Paragraph, Textfield } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { usePageTitle } from '../../shell/page-title.ts';
import { useTexts } from '../../texts/language.tsx';
import { namesPerson } from '../names-person.ts';
import { FoundCall } from './found-call.tsx';
import { texts } from './texts.ts';

/** One call from the face to the log: by its correlation id, pasted or in the address. */
export default function TracePage() {
  const text = useTexts(texts);
  usePageTitle(text.title);
  const { id } = useParams();
  return (
    <div className="page stack">
      <Heading level={1}>{text.title}</Heading>
      <Paragraph>{text.intro}</Paragraph>
      <IdForm key={id} given={id ?? ''} />
      {id && <FoundCall key={id} id={id} />}
    </div>
  );
}

function IdForm({ given }: { readonly given: string }) {
  const text = useTexts(texts);
  const navigate = useNavigate();
  const [id, setId] = useState(given);
  const [isRefused, setIsRefused] = useState(false);
  const follow = () => {
    const wanted = id.trim();
    const refused = namesPerson(wanted);
    setIsRefused(refused);
    if (wanted && !refused) navigate(`/operations/trace/${encodeURIComponent(wanted)}`);
  };
  return (
    <form
      className="trace__form"
      onSubmit={(event) => {
        event.preventDefault();
        follow();
      }}
    >
      <Textfield
        label={text.id}
        value={id}
        onChange={({ target }) => setId(target.value)}
        maxLength={200}
        spellCheck={false}
        autoComplete="off"
        {...(isRefused && { error: text.person })}
      />
      <Button type="submit">{text.follow}</Button>
    </form>
  );
}
