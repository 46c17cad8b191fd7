import { PartnerId, ProgramId } from '@partner-incentives/domain';

const partnerId = (text: string): PartnerId => {
  if (!PartnerId.is(text)) throw new Error(`no PartnerId: ${text}`);
  return text;
};

const programId = (text: string): ProgramId => {
  if (!ProgramId.is(text)) throw new Error(`no ProgramId: ${text}`);
  return text;
};

export const pga = partnerId('Contoso');
export const uk = partnerId('UK');
export const fr = partnerId('FR');
export const de = partnerId('DE');
export const ir = programId('IR');
