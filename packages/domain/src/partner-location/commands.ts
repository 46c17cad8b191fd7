import * as t from 'io-ts';
import { AgreementKind, CriterionFact } from '../vocabulary/criteria.js';
import { BankProfileId, PartnerId, TaxProfileId } from '../vocabulary/ids.js';
import { InstantInput } from '../vocabulary/instant.js';
import { Reason } from '../vocabulary/reasons.js';
import { command, type CommandOf } from '../vocabulary/record.js';
import type { roleCommands } from '../vocabulary/roles.js';
import { Code, Country, Currency, Text } from '../vocabulary/text.js';

const pla = { pla: PartnerId };
const taxProfile = {
  ...pla,
  taxProfileId: TaxProfileId,
  country: Country,
  forms: t.readonlyArray(Code),
};
const expiresOn = { expiresOn: InstantInput };

/** Intentions towards a partner location (§3.1, §5.1); grants where `location` is its id. */
export const partnerLocationCommands = {
  RegisterLocation: command('RegisterLocation', {
    pga: PartnerId,
    ...pla,
    name: Text,
    country: Country,
  }),
  CloseLocation: command('CloseLocation', pla),
  CompletePmcMigration: command('CompletePmcMigration', pla),
  RecordFirstTransaction: command('RecordFirstTransaction', pla),
  CompleteIncentivesUserSetup: command('CompleteIncentivesUserSetup', pla),
  ActivateAgreement: command(
    'ActivateAgreement',
    { ...pla, kind: AgreementKind },
    { from: InstantInput, until: InstantInput },
  ),
  LapseAgreement: command('LapseAgreement', { ...pla, kind: AgreementKind }),
  RecordDesignation: command('RecordDesignation', { ...pla, designation: Text }),
  EndDesignation: command('EndDesignation', { ...pla, designation: Text }),
  RecordCriterionFact: command('RecordCriterionFact', { ...pla, fact: CriterionFact }),
  EndCriterionFact: command('EndCriterionFact', { ...pla, fact: CriterionFact }),
  CreateTaxProfile: command('CreateTaxProfile', taxProfile, expiresOn),
  UpdateTaxProfile: command('UpdateTaxProfile', taxProfile, expiresOn),
  RecordTaxVerdict: command(
    'RecordTaxVerdict',
    { ...pla, taxProfileId: TaxProfileId, verdict: t.keyof({ valid: null, invalid: null }) },
    { reasons: t.readonlyArray(Reason) },
  ),
  ExpireTaxProfile: command('ExpireTaxProfile', { ...pla, taxProfileId: TaxProfileId }),
  SetDefaultBankProfile: command('SetDefaultBankProfile', {
    ...pla,
    bankProfileId: BankProfileId,
    currency: Currency,
  }),
  RemoveDefaultBankProfile: command('RemoveDefaultBankProfile', pla),
};

export type PartnerLocationCommand =
  CommandOf<typeof partnerLocationCommands> | CommandOf<typeof roleCommands>;
