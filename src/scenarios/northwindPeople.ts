// Lists everybody whom Northwind's HR knows, as its identity provider has them: what a sweep compares accounts with.
import type { HrPerson, Job } from '../idp/people.ts';
import { ana, tom } from './northwind.ts';

type Known = Pick<HrPerson, 'employeeNumber' | 'givenName' | 'familyName' | 'workEmail'> & {
  readonly job: Job;
  readonly endsAt?: string;
};

/** Employees of Northwind itself; when each began is of no importance to anything. */
const employee = (known: Known): HrPerson => ({
  kind: 'employee',
  organization: 'Northwind Trust',
  startsAt: '2021-01-04T09:00:00Z',
  ...known,
});

/**
 * Northwind's people, lab data. The accounts of the world `northwind` agree with it, but for three
 * things a sweep is to find: Ana Ruiz has no account yet, one Maria Garcia was promoted and her account
 * does not know, and nobody here is `jdoe-old`. Pedro Alves left, and his account is disabled.
 */
export const northwindPeople: readonly HrPerson[] = [
  employee({
    employeeNumber: 'E1007',
    givenName: 'Omar',
    familyName: 'Haddad',
    workEmail: 'omar.haddad@northwind.example',
    job: {
      title: 'Head of Database Services',
      division: 'Technology',
      department: 'Database Services',
      costCenter: '4100',
      manager: 'E1064',
    },
  }),
  employee({
    employeeNumber: 'E1019',
    givenName: 'Grace',
    familyName: 'Okoye',
    workEmail: 'grace.okoye@northwind.example',
    job: {
      title: 'Treasury Lead',
      division: 'Finance',
      department: 'Treasury',
      costCenter: '5200',
      manager: 'E1066',
    },
  }),
  employee({
    employeeNumber: 'E1033',
    givenName: 'Priya',
    familyName: 'Nair',
    workEmail: 'priya.nair@northwind.example',
    job: {
      title: 'Internal Auditor',
      division: 'Risk',
      department: 'Internal Audit',
      costCenter: '6100',
      manager: 'E1066',
    },
  }),
  employee({
    employeeNumber: 'E1051',
    givenName: 'Li',
    familyName: 'Wei',
    workEmail: 'lwei@northwind.example',
    job: {
      title: 'Network Engineer',
      division: 'Technology',
      department: 'Network Operations',
      costCenter: '4200',
      manager: 'E1064',
    },
  }),
  employee({
    employeeNumber: 'E1058',
    givenName: 'Jürgen',
    familyName: 'Müller',
    workEmail: 'juergen.mueller@northwind.example',
    job: {
      title: 'Identity Engineer',
      division: 'Technology',
      department: 'Identity Services',
      costCenter: '4300',
      manager: 'E1064',
    },
  }),
  employee({
    employeeNumber: 'E1064',
    givenName: 'Kate',
    familyName: "O'Neil",
    workEmail: "kate.o'neil@northwind.example",
    job: {
      title: 'Head of Infrastructure',
      division: 'Technology',
      department: 'Network Operations',
      costCenter: '4200',
    },
  }),
  employee({
    employeeNumber: 'E1066',
    givenName: 'Anne-Marie',
    familyName: 'Dubois',
    workEmail: 'anne-marie.dubois@northwind.example',
    job: {
      title: 'Chief Financial Officer',
      division: 'Finance',
      department: 'Finance',
      costCenter: '5000',
    },
  }),
  employee({
    employeeNumber: 'E1071',
    givenName: 'Maria',
    familyName: 'Garcia',
    workEmail: 'maria.garcia@northwind.example',
    job: {
      title: 'Treasury Analyst',
      division: 'Finance',
      department: 'Treasury',
      costCenter: '5200',
      manager: 'E1019',
    },
  }),
  employee({
    employeeNumber: 'E1072',
    givenName: 'Maria',
    familyName: 'Garcia',
    workEmail: 'maria.garcia2@northwind.example',
    job: {
      title: 'Senior HR Partner',
      division: 'People',
      department: 'Human Resources',
      costCenter: '7100',
      manager: 'E1066',
    },
  }),
  employee({
    employeeNumber: 'E1077',
    givenName: 'Pedro',
    familyName: 'Alves',
    workEmail: 'pedro.alves@northwind.example',
    job: {
      title: 'Database Administrator',
      division: 'Technology',
      department: 'Database Services',
      costCenter: '4100',
      manager: 'E1007',
    },
    endsAt: '2026-10-31T00:00:00Z',
  }),
  ana,
  tom,
];
