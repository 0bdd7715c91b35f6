import { test } from "node:test";
import { openFirm } from "./firm.mjs";
import { axe, shot } from "./harness.mjs";
const M=(v)=>({minor:Math.round(v*100),currency:"USD"});
const W=(title,v)=>({title,formula_id:"F-03",lines:[{label:"Face",detail:"",amount:M(1000)}],total_label:title,total_detail:"",total:{kind:"money",amount:M(v)},note:""});
const E=(v,t="Fee")=>({amount:M(v),working:W(t,v)});
const inv=(id,number,due,open,days,fee,res,more={})=>({invoice_id:id,number,debtor:{id:1,name:"Wexcombe Hotels"},invoiced_on:"2026-10-01",due_on:due,open:M(open),days,fee:E(fee),to_reserve:E(res),discount:null,is_disputed:false,dispute:"",misdirected:null,refusal:null,...more});
const B=[inv(1,"BS-20183","2026-11-01",14820,49,555.75,1667.25),inv(2,"BS-20186","2026-11-08",12655,41,474.56,1423.69),inv(3,"BS-20191","2026-11-15",13910,35,417.3,1669.2),inv(4,"BS-20204","2026-12-06",11507.5,1,1,1,{is_disputed:true,dispute:"Damage, 312.50 since Nov 11"})];
const F=[inv(5,"FL9089","2026-11-04",8712.5,49,339.79,1402.71),inv(6,"FL9092","2026-11-11",7640,41,297.96,917.54),inv(7,"FL9099","2026-12-02",8025,1,1,1)];
const brin={id:1,name:"Brinmoor Staffing"},fair={id:2,name:"Fairholm Linen Supply"};
const offers={clients:[{client:brin,invoices:B,open:M(52892.5)},{client:fair,invoices:F,open:M(24377.5)}],count:7,open:M(77270),is_cut:false};
const lines=[[1,"14820"],[2,"12,655.00"],[3,"=13000+910"],[5,"8712.5"],[6,"7327.5"]].map(([i,p])=>({invoice_id:i,pays:p,rest:"undecided",reason:null,note:""}));
const num=(t)=>{const s=t.replace(/[=,]/g,"").split("+").map(Number).reduce((a,b)=>a+b,0);return Number.isFinite(s)?s:0};
function stage(a){const all=[...B,...F];const ls=a.lines.map((l)=>{const i=all.find(x=>x.invoice_id===l.invoice_id);const p=num(l.pays);return{invoice_id:l.invoice_id,number:i.number,client_id:l.invoice_id<5?1:2,open:i.open,pays:M(p),short:M(i.open.minor/100-p),rest_words:"",closes:true,days:i.days,fee:i.fee,to_reserve:i.to_reserve,deficit:null}});
const probs=[];a.lines.forEach((l,i)=>{if(ls[i].short.minor>0&&l.rest==="undecided")probs.push({field:`lines.${i}.rest`,message:"Say what happens to the shortage."});if(/x/.test(l.pays))probs.push({field:`lines.${i}.pays`,message:`“${l.pays}” is no amount: write it as 1,234.56.`})});
const cl=(c,pays,short,adv,fees,earned,held,rel)=>({client:c,invoices:3,pays:M(pays),short:M(short),collected:M(pays),advance_repaid:M(adv),fees:M(fees),other_charges:M(0),fees_to:"2026-11-23",earned:E(earned,"Earned reserve"),part_paid:M(0),deficit:M(0),given_back:M(0),give_back_fee:M(0),held,release_on:null,release_words:rel});
const t=ls.reduce((s,l)=>s+l.pays.minor,0)/100;
return{receipt_id:a.receipt_id,amount:M(57425),lines:ls,clients:ls.length?[cl(brin,41385,0,35177.25,1447.61,4760.14,["BS-20158 is 62 days past due, agreement 6.4. Added to the reserve on hold."],""),cl(fair,16040,312.5,13082,637.75,2320.25,[],"Release Fri, Nov 27, first run after the check clears on Nov 23.")]:[],lines_words:`${ls.length} of 7 open invoices`,pays:M(t),short:M(312.5),fees:M(2085.36),to_reserve:M(7080.39),given_back:M(0),refunded:M(0),late_charges:M(0),left:M(57425-t),sums:[{label:"Advances repaid",amount:M(48259.25)},{label:"Factoring fees earned",amount:M(2085.36)},{label:"To earned reserve",amount:M(7080.39)}],entries:[],problems:probs,warnings:[],fingerprint:probs.length?"":"abc"}}
const row=(id,payer,amt,about,age,kind,words)=>({receipt_id:id,payer,debtor:null,way:"check",about,amount:M(amt),left:M(amt),received_on:"2026-11-19",age_days:age,standing:"unposted",hint:{kind,words}});
const inbox={rows:[row(1,"Wexcombe Hotels",57425,"Lockbox check 41877",0,"named","5 of 5 lines named"),row(2,"Corvane Pharma",24255,"ACH BS-20184",0,"exact","Exact match"),row(3,"Ardenne Beverage",22090,"ACH, no reference",3,"adds_up","2 invoices add up"),row(4,"Unknown remitter",2480,"Wire “PMT ZX 88201”",12,"no_match","No match"),row(5,"Brannoc Regional Hospital",1940,"EFT, not factored",14,"not_factored","Give back to Juniper Row"),row(6,"Silverfen Dairy",315,"Overpaid by ACH",26,"overpaid","Refund or apply")],unapplied:[M(108505)],last_import:"Bank file of Nov 19, 7:02 AM: 2 lines, both here."};
const form={today:"2026-11-19",currency:"USD",accounts:[{id:1,name:"Lockbox 2207",currency:"USD"}],ways:[{way:"check",label:"Check"},{way:"ach",label:"ACH"}],reasons:[{reason:"damage",label:"Damage"},{reason:"freight",label:"Freight"}],may_write_off:true,may_reverse:true};
const page=(id)=>({receipt_id:id,standing:"unposted",payer:inbox.rows[id-1].payer,debtor:{id:1,name:inbox.rows[id-1].payer},group:null,account:"Lockbox",way:"check",way_label:"Check",about:"Check 41877",summary:"Check 41877, lockbox, received Nov 19, 2026. Clears Mon, Nov 23, two business days.",received_on:"2026-11-19",value_on:"2026-11-23",amount:inbox.rows[id-1].amount,left:M(57425),remittance:"BS-20183, BS-20186, BS-20191, FL9089, FL9092 less 312.50 claim DM-2207",hint:inbox.rows[id-1].hint,form:{bank_account_id:1,method:"check",reference:"41877",debtor_id:1,payer:"",received_on:"2026-11-19",value_on:"",amount:"57,425.00",remittance:""},allocation:{receipt_id:id,lines:id===1?lines:[],give_backs:[],refund:"",late_charges:[],park_reason:""},saved_at:"",entered_by:"Ruth",reason:"",corrected_by:null,entries:[],earlier:[["2026-10-28","BS-20174",brin,39,9397.5],["2026-10-26","FL9083",fair,38,2767.5]].map(([d,n,c,days,a],i)=>({receipt_id:50+i,received_on:d,invoice_id:90+i,number:n,client:c,days_from_invoice:days,amount:M(a)}))});
const answers={receipts_inbox:()=>inbox,receipt_form:()=>form,receipt:(i)=>page(i.receipt_id),open_invoices_for:()=>offers,stage_receipt:stage,save_receipt_draft:(a)=>({receipt_id:a.receipt_id}),find_payers:()=>({rows:[]}),propose_allocation:()=>({proposals:[{kind:"named",reason:"The remittance names 5 invoices",lines,applied:M(57425),left:M(0)}],unknown_numbers:[],note:""}),list_receipts:()=>({rows:[],total:0,of:0})};
for (const scheme of ["light","dark"]) test("mock "+scheme, async (t)=>{
  const {page:p,host}=await openFirm(t,{scheme});
  await p.route("**/call/*",async(r)=>{const n=r.request().url().split("/").at(-1);if(!answers[n])return r.continue();const b=JSON.parse(r.request().postData());await r.fulfill({json:answers[n](b.input)})});
  await p.setViewportSize({width:1440,height:900});
  await p.keyboard.press("Control+5");
  await p.getByRole("table",{name:/Open invoices/}).waitFor();
  await p.getByText("Earned reserve").first().waitFor();
  await shot(p,"mock-wide-"+scheme); await axe(p);
  for (const [n,w,h] of [["usual",1280,800],["small",960,600],["big",2560,1440]]){await p.setViewportSize({width:w,height:h});await shot(p,`mock-${n}-${scheme}`)}
  await p.setViewportSize({width:1280,height:800});
  await p.keyboard.press("Control+n"); await p.getByRole("heading",{name:"New receipt"}).waitFor(); await shot(p,"mock-new-"+scheme); await axe(p);
});
