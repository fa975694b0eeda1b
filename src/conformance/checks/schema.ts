import { type ContractCheck, unless } from '../check.ts';
import { violationWords } from '../said.ts';
import { lookingAt } from './looking.ts';

/** Mandatory elements, lexical forms, enumerations, nothing that the contract does not have. */
export const schema: ContractCheck = {
  id: 'schema',
  title: { sv: 'Svaret följer schemat', en: 'The answer follows the schema' },
  why: {
    sv: 'En post som bryter mot schemat visas inte: ingen kan veta vad avsändaren menade.',
    en: 'A record that breaks the schema is not shown: nobody can know what its sender meant.',
  },
  mend: {
    sv: 'Validera svaren mot kontraktets XSD (wsdl/) innan de lämnar systemet. Valfria element utan värde utelämnas helt.',
    en: 'Validate answers against the contract’s XSD (wsdl/) before they leave the system. Optional elements without a value are left out altogether.',
  },
  attempt: (conversation) => lookingAt(conversation, ({ violations }) => unless(violationWords(violations))),
};

/** The sequence of the schema, and its namespaces. */
export const order: ContractCheck = {
  id: 'order',
  title: {
    sv: 'Elementen står i schemats ordning och namnrymd',
    en: 'Elements stand in the schema’s order and namespace',
  },
  why: {
    sv: 'De flesta mottagare läser med genererad kod: ett element i fel ordning eller namnrymd försvinner utan ett ord.',
    en: 'Most receivers read with generated code: an element in another order or namespace vanishes without a word.',
  },
  mend: {
    sv: 'Skriv elementen i den ordning som xs:sequence anger, vart och ett i namnrymden för det schema som deklarerar dess typ.',
    en: 'Write the elements in the order of xs:sequence, each in the namespace of the schema that declares its type.',
  },
  attempt: (conversation) => lookingAt(conversation, ({ disorder }) => unless(violationWords(disorder))),
};
