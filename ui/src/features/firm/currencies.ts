import type { Option } from "../../shared/form/types";

/** The currencies that amounts can stand in, the commonest first. */
const CODES =
  "USD EUR GBP CAD AUD NZD MXN CHF SEK NOK DKK ISK PLN CZK HUF RON BGN TRY ILS AED SAR QAR KWD " +
  "BHD OMR JOD TND EGP MAD ZAR NGN KES INR SGD HKD JPY CNY KRW THB MYR PHP VND BRL CLP COP PEN";

const names = new Intl.DisplayNames("en-US", { type: "currency" });

/** As a list to choose from: "USD, US Dollar". */
export const currencies: readonly Option[] = CODES.split(" ").map((code) => ({
  value: code,
  label: `${code}, ${names.of(code) ?? code}`,
}));
