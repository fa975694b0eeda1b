import { type ContractCheck, unless } from '../check.ts';
import { violationWords } from '../said.ts';
import { lookingAt } from './looking.ts';

/** Mandatory elements, lexical forms, enumerations, nothing that the contract does not have. */
export const schema: ContractCheck = {
  id: 'schema',
  title: {
    sv: 'Svaret följer schemat',
    en: 'The answer follows the schema',
    'fhir-r4': { sv: 'Svaret har FHIR R4:s form', en: 'The answer has the form of FHIR R4' },
  },
  why: {
    sv: 'En post som bryter mot schemat visas inte: ingen kan veta vad avsändaren menade.',
    en: 'A record that breaks the schema is not shown: nobody can know what its sender meant.',
  },
  mend: {
    sv: 'Validera svaren mot kontraktets XSD (wsdl/) innan de lämnar systemet. Valfria element utan värde utelämnas helt.',
    en: 'Validate answers against the contract’s XSD (wsdl/) before they leave the system. Optional elements without a value are left out altogether.',
    riv13606: {
      sv: 'Validera svaren mot schemat för urn:riv13606:v1.1 innan de lämnar systemet. Obligatoriska element utan värde skrivs med nullFlavor; innehåll anger sin typ med xsi:type.',
      en: 'Validate answers against the schema of urn:riv13606:v1.1 before they leave the system. Mandatory elements without a value are written with nullFlavor; content states its type by xsi:type.',
    },
    'fhir-r4': {
      sv: 'Validera Bundle och resurser mot FHIR R4 (4.0.1) innan de lämnar systemet. Det som saknar värde utelämnas helt: inga tomma listor, objekt eller texter.',
      en: 'Validate Bundle and resources against FHIR R4 (4.0.1) before they leave the system. What has no value is left out altogether: no empty lists, objects or texts.',
    },
  },
  attempt: (conversation) => lookingAt(conversation, ({ flaws }) => unless(violationWords(flaws.schema))),
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
  attempt: (conversation) => lookingAt(conversation, ({ flaws }) => unless(violationWords(flaws.order))),
};
