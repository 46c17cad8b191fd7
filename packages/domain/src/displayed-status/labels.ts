import type { StatusCode } from './displayed-status.js';

/** A text of the overview, beside the statuses. */
export type LabelKey =
  | StatusCode
  | 'InactiveOrIneligible'
  | 'Status'
  | 'ActionsRequired'
  | 'Resources'
  | 'Enroll'
  | 'Submit'
  | 'Continue'
  | 'GetStarted'
  | 'SeeEligibilityRequirements'
  | 'InvitationSubject'
  | 'IncentivesAdmin';

/** The languages of the sources. French and Swedish are Microsoft's machine translations (§11). */
export type Language = 'en' | 'fr' | 'sv';

/** A text in the language of a locale tag such as `fr-FR`; English where the language is none of ours. */
export const label = (key: LabelKey, locale: string): string => labels[languageOf(locale)][key];

/** The Status column in words. "Inscription" is both Enrolling and the noun: compare codes, never labels. */
export const statusLabel = (code: StatusCode, locale: string): string => label(code, locale);

/** The language that a locale tag falls back to. */
export const languageOf = (locale: string): Language => {
  const language = locale.toLowerCase().replace(/[-_].*/s, '');
  return isLanguage(language) ? language : 'en';
};

const isLanguage = (text: string): text is Language => Object.hasOwn(labels, text);

const labels: Readonly<Record<Language, Readonly<Record<LabelKey, string>>>> = {
  en: {
    ActionRequired: 'Action required',
    Discontinued: 'Discontinued',
    Enrolled: 'Enrolled',
    Enrolling: 'Enrolling',
    Inactive: 'Inactive',
    Ineligible: 'Ineligible',
    InactiveOrIneligible: 'Inactive / Ineligible',
    Invited: 'Invited',
    ValidatingEnrollment: 'Validating enrollment',
    Status: 'Status',
    ActionsRequired: 'Actions required',
    Resources: 'Resources',
    Enroll: 'Enroll',
    Submit: 'Submit',
    Continue: 'Continue',
    GetStarted: 'Get Started',
    SeeEligibilityRequirements: 'See eligibility requirements',
    InvitationSubject: 'Partner Incentive Enrollment Invitation',
    IncentivesAdmin: 'Incentives admin',
  },
  fr: {
    ActionRequired: 'Action requise',
    Discontinued: 'Abandonné',
    Enrolled: 'Inscrit',
    Enrolling: 'Inscription',
    Inactive: 'Inactif',
    Ineligible: 'Inéligible',
    InactiveOrIneligible: 'Inactif/inéligible',
    Invited: 'Invité',
    ValidatingEnrollment: "Validation de l'inscription",
    Status: 'État',
    ActionsRequired: 'Actions requises',
    Resources: 'Ressources',
    Enroll: 'Inscrire',
    Submit: 'Envoyer',
    Continue: 'Continuer',
    GetStarted: 'Prise en main',
    SeeEligibilityRequirements: "Voir les conditions d'éligibilité",
    InvitationSubject: "invitation à l'inscription d'incentives du partenaire",
    IncentivesAdmin: "Administrateur d'incentives",
  },
  sv: {
    ActionRequired: 'Åtgärd krävs',
    Discontinued: 'Avvecklade',
    Enrolled: 'Registrerad',
    Enrolling: 'Anmäler sig',
    Inactive: 'Inaktiv',
    Ineligible: 'Inte berättigad',
    InactiveOrIneligible: 'Inaktiv/ej berättigad',
    Invited: 'Inbjuden',
    ValidatingEnrollment: 'Validera registrering',
    Status: 'Status',
    ActionsRequired: 'Åtgärder som krävs',
    Resources: 'Resurser',
    Enroll: 'Registrera',
    Submit: 'Skicka',
    Continue: 'Fortsätt',
    GetStarted: 'Kom igång',
    SeeEligibilityRequirements: 'Se behörighetskrav',
    InvitationSubject: 'Inbjudan till partnerincitamentregistrering',
    IncentivesAdmin: 'Incitamentsadministratör',
  },
};
