// Every page works without this. It says that scripts run, then lets GOV.UK Frontend help.
import { initAll } from "./govuk-frontend.min.js";
import "./cards.js";
import "./following.js";
import "./keeping.js";
import "./redact.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();
