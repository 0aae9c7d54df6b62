R={'de':'''transportverschlüsselung>transportverschlüsselung vorhanden
nutzt es das signal protokoll>ist das ein bekanntes kryptoprotokoll
ist die store version wirklich aus dem code>store version aus dem veröffentlichten code
klarnamenpflicht>gibt es klarnamenpflicht
gesichtserkennung>nutzt es gesichtserkennung
biometrie>biometrie im einsatz
datenhandel>betreiben die datenhandel
datenweitergabe>datenweitergabe an andere firmen
chatkontrolle>machen die chatkontrolle
meinungsfreiheit>darfst du deine meinung frei sagen
serverstandort>wo ist der serverstandort
speicherdauer>speicherdauer meiner nachrichten
aufbewahrungsfrist>aufbewahrungsfrist für meine daten
wie bekomme ich alles was über mich gespeichert ist>alles einsehen was über mich gespeichert ist
datenexport>wie geht der datenexport
sammelklage>sammelklage gegen die firma
millionenstrafe>mussten die eine millionenstrafe zahlen
geschäftsmodell>was ist deren geschäftsmodell
altersgrenze>welche altersgrenze gilt
mindestalter>wie hoch ist das mindestalter
jugendschutz>gibt es jugendschutz
kindersicherung>hat es eine kindersicherung
muss ich meine nummer angeben>musst du deine nummer angeben
kann ich anonym bleiben>bleibst du da anonym
verkaufen die meine nummer>verkaufen die deine nummer weiter
konto löschen>dein konto löschen''',
'es':'''las copias en la nube rompen el cifrado>el respaldo en la nube va cifrado
alguien en mi wifi puede ver lo que mando>alguien en mi wifi ve lo enviado
usa el protocolo de signal>usa un protocolo de cifrado conocido
la compañía tiene acceso a lo que escribo>la compañía accede a lo que escribo
la compañía tiene la llave de mis datos>la compañía tiene la llave de todo
la versión de la tienda sale del código publicado>la versión de tienda coincide con el código
cómo sé que el binario es el del código>el binario corresponde al código
2fa>tiene 2fa
qué pasa con el escaneo de mi rostro>qué hacen con mi escaneo facial
biometría>usa biometría
por qué veo anuncios de lo que busco>veo anuncios de lo que busco
cruzan mis datos con otras apps del grupo>cruzan datos con otras apps del grupo
cuánto se quedan los mensajes en el servidor>cuánto duran los mensajes en el servidor
ver todo lo que tienen guardado de mí>ver todo lo guardado de mí
qué dijo la agencia de protección de datos>la sancionó la agencia de datos
necesita usted mi número de teléfono>te piden el número de móvil
vende mis datos>venden tus datos
cómo borro mi cuenta>cómo borras tu cuenta
self hosted>versión self hosted del servidor
data brokers>venden a data brokers
muestra anuncios personalizados>te muestra anuncios personalizados
sabe dónde estoy>sabe dónde está usted''',
'fr':'''mettre un mot de passe sur la sauvegarde>sauvegarde protégée par mot de passe
la copie dans le cloud casse le chiffrement>la copie cloud est-elle chiffrée
quelqu'un sur mon wifi peut voir ce que j'envoie>un voisin de wifi voit mes envois
ça utilise le protocole signal>c'est un protocole de chiffrement connu
stocker maintenant et déchiffrer au quantique plus tard>stocké aujourd'hui et déchiffré au quantique demain
la société a accès à ce que j'écris>la société accède à ce que j'écris
la version du store vient du code publié>version du store conforme au code publié
comment savoir si le binaire est conforme au code>le binaire est-il conforme au code
il y a eu un audit de sécurité>audit de sécurité réalisé
combien de fois on leur a demandé des données>nombre de demandes officielles de données
second facteur en plus du mot de passe>second facteur après le mot de passe
2fa>la 2fa est disponible
fingerprinting>fingerprinting de mon appareil
biométrie>utilisent-ils la biométrie
ils écoutent ce que je dis chez moi>ils m'écoutent parler chez moi
pourquoi je vois des pubs sur mes recherches>pubs sur ce que j'ai cherché
ils croisent mes données avec les autres applis du groupe>données croisées avec les applis du groupe
combien de temps les messages restent sur le serveur>durée des messages sur le serveur
tout est effacé si je supprime le compte>supprimer le compte efface tout
voir tout ce qu'ils ont stocké sur moi>voir tout ce qu'ils ont stocké
ma fille a onze ans a-t-elle le droit>ma fille de onze ans peut l'utiliser
dois-je donner mon numéro de portable>devez-vous donner votre numéro de portable
comment supprimer mon compte>comment tu supprimes ton compte
ça vend mes données>ils vendent tes données
elle sait où je suis>elle sait où vous êtes''',
'it':'''chi è sul mio wifi vede cosa mando>sul mio wifi vedono cosa mando
i miei file sono criptati sui loro server>file criptati sui loro server
usa il protocollo signal>usa un protocollo di crittografia noto
la società ha accesso a quello che scrivo>la società accede a quello che scrivo
la versione dello store viene dal codice pubblicato>versione dello store uguale al codice pubblicato
come so se il binario è quello del codice>il binario corrisponde al codice
2fa>ha la 2fa
fingerprinting>fingerprinting del dispositivo
biometria>usa la biometria
incrociano i miei dati con le altre app del gruppo>incrociano dati con altre app del gruppo
disiscriversi>come ci si disiscrive
vedere tutto quello che hanno salvato su di me>vedere tutto ciò che hanno salvato
devo dare il mio numero di cellulare>devi dare il tuo numero di cellulare
come cancello il mio account>come cancelli il tuo account
vende i miei dati>vendono i tuoi dati
sa dove sono>sa dove si trova lei'''}
S={'de':'kann können muss um ob'.split()[3:]+['vom','zur','denn'],'es':['muy','hace'],'fr':['l\'','cette','ces','tes','ton','ont','ta','faut'],'it':['col','allo','agli','alle','miei','mie','dai','devo','più']}
for lc,t in R.items():
    m=dict(x.split('>') for x in t.split('\n')); L=open(lc+'.txt').read().split('\n'); used=set()
    o=[]
    for l in L:
        if ': ' in l:
            k,v=l.split(': ',1); a=[x.strip() for x in v.split(' | ')]
            for i,x in enumerate(a):
                if x in m: used.add(x); a[i]=m[x]
            l=k+': '+' | '.join(a)
        elif l and not l.startswith('#'):
            w=list(dict.fromkeys(l.split())); w=[x for x in w if x not in S[lc]]
            print(lc,len(w)); l=' '.join(w[:80])
        o.append(l)
    print(set(m)-used); open(lc+'.txt','w').write('\n'.join(o))
