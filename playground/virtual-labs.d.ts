declare module 'virtual:labs/first' {
  export const firstLab: import('./lab/lab-file.ts').LabFile
}
declare module 'virtual:labs/all' {
  export const labs: readonly import('./lab/lab-file.ts').GalleryLab[]
}
declare module 'virtual:labs/evidence' {
  export const evidence: import('./lab/evidence.ts').Evidence
}
declare module 'virtual:labs/claims' {
  export const claimEvidence: import('./claims/evidence.ts').ClaimEvidence
}
