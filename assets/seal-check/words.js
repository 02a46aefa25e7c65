// What the page says, in the languages of letters. The sentences are those of mla/seals/told.py as far as they say the same.

const WORDS = {
  en: {
    title: "Check a seal", well: "Proved:", open: "Not checked:", bad: "Wrong:", busy: "The file is being looked at …",
    lead: "Choose a PDF file. This page tells who sealed it and when, and whether a byte was changed since. Nothing leaves this machine: the page needs no network and forbids itself to use one.",
    file: "PDF file", told: "SHA-256 that you were told (if any), for example on a receipt",
    limits: "What this page cannot know: whether the certificate truly belongs to whom it names, and whether it was revoked. Compare the SHA-256 of the certificate with its holder by another way, for example by telephone.",
    digest: "SHA-256 of the file:", same: "It is the digest that you were told.", other: "It is not the digest that you were told: this is another file, or it was changed.",
    no_pdf: "This is no PDF. Only its digest can be compared.", no_seal: "This file bears no seal. Whether it was changed can only be told by its digest: compare it with the one on the receipt.",
    locked: "It is protected by a password. The seal covers its bytes all the same.", active: "It holds scripts or actions. What it shows can depend on where and when it is opened; the seal says nothing of that.",
    broken: "It bears a seal that cannot be read. Do not rely on it.", changed: "What stands in this file is not what was sealed: it was changed, or the seal was made up. Do not rely on it.",
    weak: "It was made in an old way (SHA-1, MD5 or a short key) in which somebody else could have made it. It proves nothing. Ask for the file with a newer seal.", ahead: "That time is still to come by the clock of this machine: a clock is wrong, or the time was made up. Do not rely on it.",
    whole: "Nothing was changed since: the seal covers every byte of the file.", added: "%(count)s bytes were added to the file after it was sealed, and can show what was never sealed. Ask for the file as it was sealed.",
    stamped: "The time stamp of a service that calls itself “%(name)s” says that it was there on %(at)s.", clock: "It bears no time stamp: that it was sealed on %(at)s is what the sealer’s own clock said.", no_time: "It does not say when it was sealed.",
    not_then: "The certificate was not valid when it was sealed: it is valid from %(begins)s to %(ends)s.",
    own: "The certificate vouches for itself. Anybody can make a certificate in any name: compare its SHA-256 with its holder.", vouched: "“%(name)s” is said to vouch for the certificate; this page does not know them.",
    not_revoked: "Whether the certificate was revoked: this page has no list of revoked certificates.",
    sealed_by: "Sealed by %(name)s", claims: "It claims to be sealed by %(name)s", fingerprint: "Certificate made by %(name)s, valid from %(begins)s to %(ends)s. Its SHA-256:",
    too_large: "The file is larger than 400 MB: this page cannot look at it.", unreadable: "This file cannot be read.", old_browser: "This browser cannot compute digests here. Open the page in a newer one.",
  },
  fr: {
    title: "Vérifier un sceau", well: "Prouvé :", open: "Non vérifié :", bad: "Faux :", busy: "Le fichier est examiné …",
    lead: "Choisissez un fichier PDF. Cette page dit qui l’a scellé et quand, et si un octet a été modifié depuis. Rien ne quitte cette machine : la page n’a besoin d’aucun réseau et s’interdit d’en utiliser un.",
    file: "Fichier PDF", told: "SHA-256 qui vous a été communiqué (le cas échéant), par exemple sur un accusé de réception",
    limits: "Ce que cette page ne peut pas savoir : si le certificat appartient vraiment à celui qu’il nomme, et s’il a été révoqué. Comparez le SHA-256 du certificat avec son titulaire par une autre voie, par exemple par téléphone.",
    digest: "SHA-256 du fichier :", same: "C’est l’empreinte qui vous a été communiquée.", other: "Ce n’est pas l’empreinte qui vous a été communiquée : c’est un autre fichier, ou il a été modifié.",
    no_pdf: "Ce n’est pas un PDF. Seule son empreinte peut être comparée.", no_seal: "Ce fichier ne porte aucun sceau. Seule son empreinte permet de dire s’il a été modifié : comparez-la avec celle de l’accusé de réception.",
    locked: "Il est protégé par un mot de passe. Le sceau couvre néanmoins ses octets.", active: "Il contient des scripts ou des actions. Ce qu’il montre peut dépendre du lieu et du moment où il est ouvert ; le sceau n’en dit rien.",
    broken: "Il porte un sceau qui ne peut pas être lu. Ne vous y fiez pas.", changed: "Le contenu de ce fichier n’est pas ce qui a été scellé : il a été modifié, ou le sceau a été inventé. Ne vous y fiez pas.",
    weak: "Il a été fait selon une ancienne méthode (SHA-1, MD5 ou clé courte) par laquelle quelqu’un d’autre aurait pu le faire. Il ne prouve rien. Demandez le fichier avec un sceau plus récent.", ahead: "D’après l’horloge de cette machine, ce moment est encore à venir : une horloge est fausse, ou l’heure a été inventée. Ne vous y fiez pas.",
    whole: "Rien n’a été modifié depuis : le sceau couvre chaque octet du fichier.", added: "%(count)s octets ont été ajoutés au fichier après le scellement et peuvent montrer ce qui n’a jamais été scellé. Demandez le fichier tel qu’il a été scellé.",
    stamped: "L’horodatage d’un service qui se nomme « %(name)s » dit qu’il existait le %(at)s.", clock: "Il ne porte aucun horodatage : qu’il ait été scellé le %(at)s est ce que disait l’horloge de l’auteur du sceau.", no_time: "Il ne dit pas quand il a été scellé.",
    not_then: "Le certificat n’était pas valable au moment du scellement : il est valable du %(begins)s au %(ends)s.",
    own: "Le certificat se porte garant de lui-même. N’importe qui peut établir un certificat à n’importe quel nom : comparez son SHA-256 avec son titulaire.", vouched: "« %(name)s » se porterait garant du certificat ; cette page ne le connaît pas.",
    not_revoked: "Si le certificat a été révoqué : cette page n’a aucune liste de certificats révoqués.",
    sealed_by: "Scellé par %(name)s", claims: "Il se dit scellé par %(name)s", fingerprint: "Certificat établi par %(name)s, valable du %(begins)s au %(ends)s. Son SHA-256 :",
    too_large: "Le fichier dépasse 400 Mo : cette page ne peut pas l’examiner.", unreadable: "Ce fichier ne peut pas être lu.", old_browser: "Ce navigateur ne peut pas calculer d’empreintes ici. Ouvrez la page dans un navigateur plus récent.",
  },
  es: {
    title: "Comprobar un sello", well: "Probado:", open: "No comprobado:", bad: "Falso:", busy: "Se está examinando el archivo …",
    lead: "Elija un archivo PDF. Esta página dice quién lo selló y cuándo, y si desde entonces se modificó algún byte. Nada sale de esta máquina: la página no necesita red y se prohíbe usarla.",
    file: "Archivo PDF", told: "SHA-256 que se le comunicó (si lo hay), por ejemplo en un acuse de recibo",
    limits: "Lo que esta página no puede saber: si el certificado pertenece de verdad a quien nombra y si fue revocado. Compare el SHA-256 del certificado con su titular por otra vía, por ejemplo por teléfono.",
    digest: "SHA-256 del archivo:", same: "Es la huella que se le comunicó.", other: "No es la huella que se le comunicó: es otro archivo, o fue modificado.",
    no_pdf: "Esto no es un PDF. Solo puede compararse su huella.", no_seal: "Este archivo no lleva ningún sello. Solo su huella permite decir si fue modificado: compárela con la del acuse de recibo.",
    locked: "Está protegido por una contraseña. El sello cubre de todos modos sus bytes.", active: "Contiene scripts o acciones. Lo que muestra puede depender de dónde y cuándo se abra; el sello nada dice de ello.",
    broken: "Lleva un sello que no puede leerse. No se fíe de él.", changed: "Lo que hay en este archivo no es lo que se selló: fue modificado, o el sello es inventado. No se fíe de él.",
    weak: "Se hizo por un método antiguo (SHA-1, MD5 o una clave corta) con el que otra persona podría haberlo hecho. No prueba nada. Pida el archivo con un sello más reciente.", ahead: "Según el reloj de esta máquina, ese momento está aún por venir: un reloj va mal, o la hora es inventada. No se fíe de él.",
    whole: "Nada se modificó desde entonces: el sello cubre cada byte del archivo.", added: "Se añadieron %(count)s bytes al archivo después de sellarlo, y pueden mostrar lo que nunca se selló. Pida el archivo tal como se selló.",
    stamped: "El sello de tiempo de un servicio que se llama «%(name)s» dice que existía el %(at)s.", clock: "No lleva sello de tiempo: que se selló el %(at)s es lo que decía el reloj de quien lo selló.", no_time: "No dice cuándo se selló.",
    not_then: "El certificado no era válido cuando se selló: es válido del %(begins)s al %(ends)s.",
    own: "El certificado responde de sí mismo. Cualquiera puede hacer un certificado a cualquier nombre: compare su SHA-256 con su titular.", vouched: "Se dice que «%(name)s» responde del certificado; esta página no lo conoce.",
    not_revoked: "Si el certificado fue revocado: esta página no tiene ninguna lista de certificados revocados.",
    sealed_by: "Sellado por %(name)s", claims: "Dice estar sellado por %(name)s", fingerprint: "Certificado hecho por %(name)s, válido del %(begins)s al %(ends)s. Su SHA-256:",
    too_large: "El archivo supera los 400 MB: esta página no puede examinarlo.", unreadable: "Este archivo no puede leerse.", old_browser: "Este navegador no puede calcular huellas aquí. Abra la página en uno más reciente.",
  },
};

export const languages = Object.keys(WORDS);
let spoken = "en";

export function language(code) {
  spoken = code;
}

export function say(name, known = {}) {
  return WORDS[spoken][name].replace(/%\((\w+)\)s/g, (_, each) => known[each]);
}
