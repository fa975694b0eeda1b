/**
 * The reference model of RIV 13606 1.1, a Swedish profile of EN 13606 with ISO 21090 data types, written once. The
 * schema, the writer and the check of requests follow from it. An element is `name:TYPE` and its number: nothing = one,
 * `?` at most one, `*` any number, `+` at least one. The order is the order on the wire; a type's own elements stand
 * after those of the type it extends. An attribute is text unless it says otherwise.
 */
interface Described {
  readonly extends?: string;
  readonly abstract?: true;
  readonly attributes?: string;
  readonly elements?: string;
  /** Text between its tags. */
  readonly text?: true;
}

const described: Readonly<Record<string, Described>> = {
  ANY: { abstract: true, attributes: 'nullFlavor:NullFlavor' },
  II: { extends: 'ANY', attributes: 'root extension' },
  CD: {
    extends: 'ANY',
    attributes: 'code codeSystem codeSystemName codeSystemVersion',
    elements: 'displayName:ST? originalText:ED? translation:CD*',
  },
  CS: { extends: 'ANY', attributes: 'code' },
  ST: { extends: 'ANY', attributes: 'value' },
  TS: { extends: 'ANY', attributes: 'value' },
  BL: { extends: 'ANY', attributes: 'value:boolean' },
  INT: { extends: 'ANY', attributes: 'value:integer' },
  PQ: { extends: 'ANY', attributes: 'value unit' },
  'PQ.TIME': { extends: 'ANY', attributes: 'value unit' },
  IVL_TS: {
    extends: 'ANY',
    attributes: 'lowClosed:boolean highClosed:boolean',
    elements: 'originalText:ED? low:TS? high:TS? width:PQ.TIME? any:TS?',
  },
  ED: {
    extends: 'ANY',
    attributes: 'value mediaType',
    elements: 'data:xs:base64Binary? xml:xs:anyType? reference:TEL?',
  },
  TEL: { extends: 'ANY', attributes: 'value' },
  'TEL.PHONE': { extends: 'TEL' },
  'TEL.EMAIL': { extends: 'TEL' },
  EN: { extends: 'ANY', elements: 'part:EN.PART*' },
  'EN.PART': { attributes: 'value type' },
  AD: { extends: 'ANY', elements: 'part:AD.PART*' },
  'AD.PART': { attributes: 'type', text: true },

  LINK: { elements: 'follow_link:BL nature:CS role:CD? target_type:CD? target_id:II+' },
  AUDIT_INFO: {
    elements:
      'committer:II ehr_system:II previous_version:II? reason_for_revision:CD? time_committed:TS version_set_id:II? version_status:CS?',
  },
  FUNCTIONAL_ROLE: { elements: 'function:CD? healthcare_facility:II? mode:CS? performer:II service_setting:CD?' },
  ATTESTATION_INFO: {
    elements: 'attested_view:ED? proof:ED? reason_for_attestation:CD time:TS target_rc_id:II+ attester:FUNCTIONAL_ROLE',
  },
  RELATED_PARTY: { elements: 'party:II? relationship:ED' },
  EXTRACT_CRITERIA: {
    elements:
      'all_versions:BL? archetype_ids:II* max_sensitivity:INT? multimedia_included:BL? other_constraints:ST? time_period:IVL_TS?',
  },

  RECORD_COMPONENT: {
    abstract: true,
    elements:
      'archetype_id:ST? meaning:CD? name:ST orig_parent_ref:II? policy_ids:II* rc_id:II sensitivity:INT? synthesised:BL links:LINK* feeder_audit:AUDIT_INFO?',
  },
  FOLDER: {
    extends: 'RECORD_COMPONENT',
    elements: 'sub_folders:FOLDER* attestations:ATTESTATION_INFO* composition_rc_ids:ST*',
  },
  COMPOSITION: {
    extends: 'RECORD_COMPONENT',
    elements:
      'contribution_id:II? session_time:IVL_TS? territory:CS? attestations:ATTESTATION_INFO* other_participations:FUNCTIONAL_ROLE* committal:AUDIT_INFO composer:FUNCTIONAL_ROLE? content:CONTENT*',
  },
  CONTENT: { extends: 'RECORD_COMPONENT', abstract: true },
  SECTION: { extends: 'CONTENT', elements: 'members:CONTENT*' },
  ENTRY: {
    extends: 'CONTENT',
    elements:
      'act_id:ST? act_status:CS? subject_of_information_category:CS? uncertainty_expressed:BL items:ITEM* info_provider:FUNCTIONAL_ROLE? other_participations:FUNCTIONAL_ROLE* subject_of_information:RELATED_PARTY?',
  },
  ITEM: {
    extends: 'RECORD_COMPONENT',
    abstract: true,
    elements: 'emphasis:CD? item_category:CS? obs_time:IVL_TS?',
  },
  CLUSTER: { extends: 'ITEM', elements: 'structure_type:CS parts:ITEM*' },
  ELEMENT: { extends: 'ITEM', elements: 'value:ANY?' },

  IDENTIFIED_ENTITY: { elements: 'extract_id:II id:II* telecom:TEL*' },
  ORGANISATION: { extends: 'IDENTIFIED_ENTITY', elements: 'code:CD desc:ST name:ST addr:AD*' },
  PERSON: { extends: 'IDENTIFIED_ENTITY', elements: 'name:EN* addr:AD*' },
  HEALTHCARE_PROFESSIONAL_ROLE: {
    elements: 'id:II* position_or_grade:CD? profession:CD? specialty:CD? scopingOrganisation_id:II?',
  },
  IDENTIFIED_HEALTHCARE_PROFESSIONAL: { extends: 'PERSON', elements: 'role:HEALTHCARE_PROFESSIONAL_ROLE*' },
  SUBJECT_OF_CARE_PERSON_IDENTIFICATION: {
    extends: 'PERSON',
    elements: 'administrativeGenderCode:CS birthOrderNumber:INT? birthTime:TS deceasedTime:TS?',
  },
  SOFTWARE_OR_DEVICE: {
    extends: 'IDENTIFIED_ENTITY',
    elements: 'code:CD? desc:ST? manufacturerModelName:ST? version:ST? owningOrganisation_id:II?',
  },

  EHR_EXTRACT: {
    elements:
      'authorising_party:II? ehr_id:II ehr_system:II rm_id:xs:string subject_of_care:II time_created:TS all_compositions:COMPOSITION* criteria:EXTRACT_CRITERIA* folders:FOLDER* demographic_extract:IDENTIFIED_ENTITY*',
  },

  Parameter_type: { elements: 'code:CD? name:ST value:ST' },
  ResponseDetail_type: { attributes: 'type_code:DetailKind', elements: 'code:CD? text:ST' },
  ExtractRequest_type: {
    elements:
      'subject_of_care_id:II purpose:CD? rc_ids:II* time_period:IVL_TS? max_sensitivity:INT? all_versions:BL? multimedia_included:BL? archetype_ids:II* meanings:CD* max_records:INT? parameters:Parameter_type*',
  },
  ContinuationRequest_type: { elements: 'max_records:INT? start_record:INT? continuation_token:ST' },
  Response_type: { elements: 'ehr_extract:EHR_EXTRACT* continuation_token:ST? response_detail:ResponseDetail_type*' },
};

export interface ModelElement {
  readonly name: string;
  /** Of the model, or of XML Schema with the prefix `xs:`. */
  readonly type: string;
  readonly required: boolean;
  readonly many: boolean;
}

export interface ModelType {
  readonly name: string;
  readonly base: string | undefined;
  readonly abstract: boolean;
  readonly attributes: readonly { readonly name: string; readonly type: string }[];
  /** Its own, without those of the type it extends. */
  readonly own: readonly ModelElement[];
  /** All of them, in the order on the wire. */
  readonly elements: readonly ModelElement[];
  readonly text: boolean;
  /** Whether an element of it can say why it is empty (nullFlavor). */
  readonly nullable: boolean;
}

export const model: ReadonlyMap<string, ModelType> = new Map(
  Object.keys(described).map((name) => [name, typeFrom(name)]),
);

/** Throws on a name that the model lacks: a mistake of ours. */
export function modelType(name: string): ModelType {
  const type = model.get(name);
  if (!type) throw new TypeError(`RIV 13606 has no type ${name}.`);
  return type;
}

function typeFrom(name: string): ModelType {
  const { extends: base, abstract = false, attributes = '', elements = '', text = false } = described[name] ?? {};
  const own = elements.split(' ').filter(Boolean).map(elementFrom);
  return {
    name,
    base,
    abstract,
    attributes: attributes
      .split(' ')
      .filter(Boolean)
      .map((one) => attributeFrom(one)),
    own,
    elements: base === undefined ? own : [...typeFrom(base).elements, ...own],
    text,
    nullable: name === 'ANY' || (base !== undefined && typeFrom(base).nullable),
  };
}

function elementFrom(written: string): ModelElement {
  const number = /[?*+]$/.exec(written)?.[0];
  const bare = number ? written.slice(0, -1) : written;
  const colon = bare.indexOf(':');
  return {
    name: bare.slice(0, colon),
    type: bare.slice(colon + 1),
    required: number === undefined || number === '+',
    many: number === '*' || number === '+',
  };
}

function attributeFrom(written: string): { name: string; type: string } {
  const [name = '', type = 'string'] = written.split(':');
  return { name, type };
}
