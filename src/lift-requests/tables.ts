/** What of the store belongs here; made by the migrations in src/store/. */
export interface LiftRequestTables {
  'bridge.lift_request': LiftRequestTable;
  'bridge.lift_answer': LiftAnswerTable;
}

interface LiftRequestTable {
  id: string;
  from_provider: string;
  from_unit: string;
  to_provider: string;
  /** Sealed, in base64. */
  sealed: string;
  asked_at: Date;
}

interface LiftAnswerTable {
  request: string;
  care_unit: string;
  outcome: string;
  /** Sealed, in base64. */
  sealed: string;
  answered_at: Date;
}
