import type { ReadStore } from '@partner-incentives/event-sourcing';

export type PlantedBug = 'two transactions' | 'no epoch';

export declare const broken: (readStore: ReadStore, bug: PlantedBug | undefined) => ReadStore;
