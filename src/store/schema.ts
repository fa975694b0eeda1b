import type { RegistrationTables } from '../access/registry/tables.ts';
import type { AlertTables } from '../alerts/tables.ts';
import type { AuditTables } from '../audit/tables.ts';
import type { DeliveryTables } from '../deliveries/tables.ts';
import type { EngagementTables } from '../engagements/tables.ts';
import type { FigureTables } from '../figures/tables.ts';
import type { DirectoryCopyTables } from '../hsa/copy/tables.ts';
import type { LaunchTables } from '../launches/tables.ts';
import type { LiftRequestTables } from '../lift-requests/tables.ts';
import type { LongWorkTables } from '../long-work/tables.ts';
import type { MeasureTables } from '../measures/tables.ts';
import type { NewsTables } from '../news/tables.ts';
import type { OperationsTables } from '../operations/tables.ts';
import type { ProcessTables } from '../processes/tables.ts';
import type { QualityTables } from '../quality/tables.ts';
import type { ReferralTables } from '../referrals/tables.ts';
import type { RevocationTables } from '../revocation/tables.ts';
import type { LogCopyTables } from '../security-services/tables.ts';
import type { SignInTables } from '../sign-in/tables.ts';
import type { TokenTables } from '../tokens/tables.ts';
import type { TracingTables } from '../tracing/tables.ts';
import type { WitnessTables } from '../witness/tables.ts';

/**
 * Our tables, all in the PostgreSQL schema `bridge` and always named with it. Each stands with the room that owns it;
 * what makes them: migrations.ts.
 */
export interface Schema
  extends AlertTables,
    AuditTables,
    DeliveryTables,
    DirectoryCopyTables,
    EngagementTables,
    FigureTables,
    LaunchTables,
    LiftRequestTables,
    LogCopyTables,
    LongWorkTables,
    MeasureTables,
    NewsTables,
    OperationsTables,
    ProcessTables,
    QualityTables,
    ReferralTables,
    RegistrationTables,
    RevocationTables,
    SignInTables,
    TokenTables,
    TracingTables,
    WitnessTables {}
